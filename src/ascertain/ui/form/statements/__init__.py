"""Who says what about the incident: a card for each statement, which unfolds to all of it."""
