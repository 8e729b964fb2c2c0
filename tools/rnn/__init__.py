"""The parts of tools/train_rnn.py: texts -> rows, streams (NumPy) -> recurrence, network, trainer (PyTorch) -> training
-> network_file (tensor_file), training_log -> plot, which is tools/plot_training."""
