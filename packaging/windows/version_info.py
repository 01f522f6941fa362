"""What Windows shows of a program under Properties: written for PyInstaller, which puts it into the program."""

from __future__ import annotations

from windows.installer import numbers


def version_info(version: str, program: str) -> str:
    """Return the text of a version file for one program, such as `ascertain.exe`."""
    four = f"({numbers(version).replace('.', ', ')})"
    told = {
        "CompanyName": "Ascertain maintainers",
        "FileDescription": "Ascertain",
        "FileVersion": version,
        "InternalName": program.removesuffix(".exe"),
        "LegalCopyright": "MIT license",
        "OriginalFilename": program,
        "ProductName": "Ascertain",
        "ProductVersion": version,
    }
    strings = ", ".join(f"StringStruct({name!r}, {value!r})" for name, value in told.items())
    # 0x0409 and 1200: English, in Unicode. 0x40004: Windows NT. 1: an application.
    return (
        f"VSVersionInfo(ffi=FixedFileInfo(filevers={four}, prodvers={four}, mask=0x3F, flags=0x0, OS=0x40004, "
        f"fileType=0x1, subtype=0x0, date=(0, 0)), kids=[StringFileInfo([StringTable('040904B0', [{strings}])]), "
        "VarFileInfo([VarStruct('Translation', [0x0409, 1200])])])\n"
    )
