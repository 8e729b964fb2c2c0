"""The parts of tools/fetch_corpora: manifest, download."""
