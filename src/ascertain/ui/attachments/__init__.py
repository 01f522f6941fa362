"""Files attached to documents and statements: listed, brought in by choosing, dropping or pasting, copied elsewhere."""

from __future__ import annotations

from ascertain.ui.attachments.desk import FileDesk, Owner
from ascertain.ui.attachments.document_files import DocumentFiles
from ascertain.ui.attachments.dropping import FileDrops
from ascertain.ui.attachments.file_list import FileList

__all__ = ["DocumentFiles", "FileDesk", "FileDrops", "FileList", "Owner"]
