"""What is seen of a loss: its heights over a window of weights, and a ball that rolls there."""
