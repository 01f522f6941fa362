"""The main window: actions, tool bar, sidebar, filters, table, panes and status bar."""
