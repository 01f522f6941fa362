"""What makes the frozen folder a Windows program: icon, version, installer."""

from __future__ import annotations
