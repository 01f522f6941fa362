"""What makes typing quick: the same as above, the last incident again, templates."""
