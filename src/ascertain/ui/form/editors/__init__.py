"""The boxes in which the values of a form are typed, by the type of their field."""
