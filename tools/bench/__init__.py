"""The parts of tools/bench_peers: peers -> runner (process) -> results (CSV) -> report (Markdown), plot."""
