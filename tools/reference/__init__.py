"""A decoder of .pith archives to be read beside docs/format/FORMAT.md, PREDICTOR.md, NGRAMS.md and RNN.md, a file a
section:

FORMAT.md     Archive: archive, xxh3. Line ends: line_ends. Coded text: coded_text. Model: model, xxh3.
PREDICTOR.md  2 logistic, 3 adaptive_probability, 4 bit_history, 5 hashing, 6 levels, 7 text_state, 8 contexts,
              9 histories, 10 counts, 11 matches, 12 mixer, 13 probability_map, 14 predictor.
NGRAMS.md     1 ngrams, prefix_code, 2 histories, ngrams, contexts, 3 mixing_state.
RNN.md        1 network, 2 network_functions, 3 network_cell, 4 and 5 network_output, 6 network_evidence, levels,
              7 predictor.
"""
