"""Choosing names and codes while typing: what is offered, the list it is offered in, and the boxes that use it."""
