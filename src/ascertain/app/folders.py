"""Where the program keeps what is not in a log, by the convention of each system. Nothing is made until it is written
to."""

from __future__ import annotations

from pathlib import Path

_APP = "ascertain"
LOG_SUFFIX = ".ascertain"


def data_folder() -> Path:
    """Where logs are made unless the user chooses another place."""
    import platformdirs

    return Path(platformdirs.user_data_dir(_APP, appauthor=False))


def settings_file() -> Path:
    """The file that holds the settings."""
    import platformdirs

    return Path(platformdirs.user_config_dir(_APP, appauthor=False)) / "settings.json"


def cache_folder() -> Path:
    """What can be computed again: style sheets, tinted icons."""
    import platformdirs

    return Path(platformdirs.user_cache_dir(_APP, appauthor=False))


def fault_folder() -> Path:
    """Reports of faults of the program."""
    import platformdirs

    return Path(platformdirs.user_log_dir(_APP, appauthor=False))


def default_log() -> Path:
    """The log that a first start makes."""
    return data_folder() / f"incidents{LOG_SUFFIX}"


def example_log() -> Path:
    """Where the example log is made when it is opened from the window."""
    return data_folder() / f"example{LOG_SUFFIX}"


def make_private(folder: Path) -> None:
    """Make a folder, and those above it that are missing, for their owner alone. Raises OSError."""
    if not folder.is_dir():
        from ascertain.store.disk import make_folder

        make_folder(folder)
