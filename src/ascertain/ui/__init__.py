"""The only room that knows Qt: screens, theme and small widgets."""
