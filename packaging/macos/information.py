"""The Info.plist of the application: who it is, and that it opens logs. Used by `ascertain.spec` on macOS."""

from __future__ import annotations

from typing import Any

IDENTIFIER = "app.ascertain.Ascertain"
LOG = "app.ascertain.log"
"""The uniform type identifier of a log."""


def information(version: str) -> dict[str, Any]:
    """Return what stands in Info.plist beside that which PyInstaller writes there."""
    return {
        "CFBundleName": "Ascertain",
        "CFBundleDisplayName": "Ascertain",
        "CFBundleIdentifier": IDENTIFIER,
        "CFBundleShortVersionString": version,
        "CFBundleVersion": version,
        "LSApplicationCategoryType": "public.app-category.productivity",
        "LSMinimumSystemVersion": "13.0",
        "NSHighResolutionCapable": True,
        # The look follows the system, light or dark.
        "NSRequiresAquaSystemAppearance": False,
        "CFBundleDocumentTypes": [
            {
                "CFBundleTypeName": "Log of incidents",
                "CFBundleTypeRole": "Editor",
                "LSHandlerRank": "Owner",
                "LSItemContentTypes": [LOG],
                "CFBundleTypeIconFile": "ascertain.icns",
            }
        ],
        "UTExportedTypeDeclarations": [
            {
                "UTTypeIdentifier": LOG,
                "UTTypeDescription": "Log of incidents",
                "UTTypeConformsTo": ["public.data", "public.database"],
                "UTTypeIconFile": "ascertain.icns",
                "UTTypeTagSpecification": {
                    "public.filename-extension": ["ascertain"],
                    "public.mime-type": "application/x-ascertain",
                },
            }
        ],
    }
