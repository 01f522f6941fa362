"""Documents as files: which kind they are, and what can be read from them."""
