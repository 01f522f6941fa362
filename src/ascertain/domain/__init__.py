"""What an incident is, and the rules about it. Standard library only."""
