"""The briefing: incidents by status, with sources as footnotes. Put together once, and written as Markdown, DOCX or
PDF."""
