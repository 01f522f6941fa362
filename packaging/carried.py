"""What the frozen program carries, and what it leaves to the system: read by `ascertain.spec`, on every system.

Nothing here is found by asking PyInstaller, so that a test can hold it against the source tree.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path, PurePosixPath

ROOT = Path(__file__).resolve().parents[1]

LEFT_OUT = [
    # Parts of Python for its own tests, its other windows and its interactive prompt.
    "tkinter", "turtle", "idlelib", "lib2to3", "test", "pydoc_data", "ensurepip", "readline", "curses",
    # What tools of the environment bring along, and libraries name without need.
    "pip", "setuptools", "pkg_resources", "wheel", "_distutils_hack", "IPython", "numpy", "pandas", "PIL", "matplotlib",
    "pytest", "_pytest", "mypy", "cffi", "greenlet",
    # The drivers of databases that no log lies in.
    "MySQLdb", "psycopg2", "pysqlite2",
]  # fmt: skip
"""Modules that are imported by something, and never by this program on its way."""

_QT_PLUGINS = {
    "platforms": ("qxcb", "qwayland", "qoffscreen", "qwindows", "qcocoa"),
    "platformthemes": ("qxdgdesktopportal",),
    "platforminputcontexts": ("composeplatforminputcontextplugin", "ibusplatforminputcontextplugin"),
    "xcbglintegrations": ("qxcb-egl-integration", "qxcb-glx-integration"),
    "wayland-shell-integration": ("xdg-shell",),
    "wayland-decoration-client": ("bradient", "adwaita"),
    "wayland-graphics-integration-client": ("qt-plugin-wayland-egl",),
    "iconengines": ("qsvgicon",),
    "imageformats": ("qsvg", "qjpeg", "qgif", "qwebp", "qico"),
    "printsupport": ("cupsprintersupport",),
    "styles": ("qmodernwindowsstyle", "qmacstyle"),
}
"""The plugins of Qt that are carried, by folder. Of styles only Fusion is used, which is built in; where there is a
native one, its dialogs are."""

_QT_TRANSLATION = re.compile(r"translations/qtbase_\w+\.qm$")
_OWN_LIBRARY = re.compile(r"lib(Qt6(?!Egl)|pyside6|shiboken6|icu|python3|ssl|crypto|sqlite3|ffi|lzma|bz2)")
"""The libraries that are carried on Linux: those of the wheels, and those of Python. The others, of the screen, of
fonts and of the compiler, are taken from the system, which has them in a state that fits its screen."""

_SHARED = re.compile(r"(PySide6/Qt/lib/)?lib[^/]*\.so[.0-9]*$")
_LANGUAGES = re.compile(r"babel/locale-data/(?!(root|en)\.dat)")
"""Names of languages and months in 1,000 locales, which a library brings along for what is not used here."""

DATA_OF = ("qt_material", "tzdata", "trafilatura", "justext", "tld")
"""Packages that read files of their own."""


def hidden_modules() -> list[str]:
    """Every module of the program: exporters and readers are found by looking into their folder, not by an import."""
    source = ROOT / "src"
    found = []
    for path in sorted((source / "ascertain").rglob("*.py")):
        parts = path.relative_to(source).with_suffix("").parts
        if "versions" not in parts:
            found.append(".".join(parts[:-1] if parts[-1] == "__init__" else parts))
    # What only the migrations import, which are carried as files.
    return [*found, "alembic.op", "alembic.context", "logging.config"]


def data_files() -> list[tuple[str, str]]:
    """The folders of data with where they lie in the package, as in a wheel, and the migrations, which Alembic reads
    as files."""
    return [
        (str(ROOT / "resources"), "ascertain/_resources"),
        (str(ROOT / "seeds"), "ascertain/_seeds"),
        (str(ROOT / "src/ascertain/store/migrations"), "ascertain/store/migrations"),
    ]


def distributions() -> Iterator[str]:
    """The names of all packages in the lock of the program: their metadata is carried for what About tells."""
    for line in (ROOT / "packaging/requirements.lock").read_text(encoding="utf-8").splitlines():
        found = re.match(r"([A-Za-z0-9._-]+)==", line)
        if found:
            yield found.group(1)


def of_other_packages() -> list[str]:
    """The modules of packages that are here and not in the lock of the program: those that a release is built with."""
    locked = {_normal(name) for name in distributions()}
    return sorted(
        top
        for top, names in packages_distributions().items()
        if top != "ascertain" and not locked & {_normal(name) for name in names}
    )


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def is_wanted(name: str) -> bool:
    """Whether a file that PyInstaller has collected goes along; `name` is where it would lie in the package."""
    path = PurePosixPath(name.replace("\\", "/"))
    text = str(path)
    if "/plugins/" in text and "PySide6" in text:
        kept = _QT_PLUGINS.get(path.parent.name, ())
        return path.name.partition(".")[0].removeprefix("lib") in kept
    if "PySide6" in text and "translations/" in text:
        return _QT_TRANSLATION.search(text) is not None
    if "__pycache__" in path.parts:
        return False
    if _LANGUAGES.search(text) or "tests" in path.parts or text.startswith("qt_material/fonts/"):
        return False
    return not (_SHARED.match(text) and not _OWN_LIBRARY.match(path.name))
