"""What can be descended: losses over weights, with or without data behind them."""
