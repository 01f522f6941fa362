"""What the form of an incident decides: from what is typed to content, problems and a suggested status. No widgets."""
