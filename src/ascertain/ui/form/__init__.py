"""The form in which an incident is logged and edited, and the forms of sources, actors, places and documents."""
