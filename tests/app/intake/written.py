"""Documents that the tests write: pages, saved pages, messages and PDF files about things that never happened."""

from __future__ import annotations

import json
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP


@dataclass(frozen=True)
class Item:
    """An item as somebody would have published it."""

    language: str
    title: str
    publisher: str
    day: str
    shown_day: str
    paragraphs: tuple[str, ...]


def page(item: Item, style: str) -> str:
    """A page that says what it is in one of the ways that pages have."""
    head, top = f"<title>{item.title} | {item.publisher}</title>", f"<h1>{item.title}</h1>"
    if style == "tags":
        head += (
            f'<meta property="og:title" content="{item.title}">'
            f'<meta property="og:site_name" content="{item.publisher}">'
            f'<meta property="article:published_time" content="{item.day}T09:30:00+03:00">'
            f'<meta property="og:type" content="article">'
        )
    elif style == "data":
        told = {
            "@context": "https://schema.org", "@type": "NewsArticle", "headline": item.title,
            "datePublished": f"{item.day}T14:00:00+03:30",
            "publisher": {"@type": "Organization", "name": item.publisher},
        }  # fmt: skip
        head += f'<script type="application/ld+json">{json.dumps(told, ensure_ascii=False)}</script>'
    elif style == "time":
        top += f'<p class="byline"><time datetime="{item.day}">{item.shown_day}</time></p>'
    else:
        top += f'<p class="date">{item.shown_day}</p>'
    body = "".join(f"<p>{each}</p>" for each in item.paragraphs)
    lang = f' lang="{item.language}"' if style != "plain" else ""
    menu = "<nav><ul><li><a href='/'>1</a></li><li><a href='/2'>2</a></li></ul></nav>"
    return (
        f'<!doctype html><html{lang}><head><meta charset="utf-8">{head}</head><body>{menu}<main><article>{top}{body}'
        f"</article></main><footer>© {item.publisher}</footer></body></html>"
    )


def text(item: Item) -> str:
    """The item as it would be pasted."""
    return "\n\n".join((item.title, item.shown_day, *item.paragraphs))


def saved_page(html: str, address: str, subject: str) -> bytes:
    """A page as a browser saves it in one file."""
    whole = EmailMessage(policy=SMTP)
    whole["From"] = "<Saved by a browser>"
    whole["Snapshot-Content-Location"] = address
    whole["Subject"] = subject
    whole["MIME-Version"] = "1.0"
    whole.set_content(html, subtype="html")
    whole["Content-Location"] = address
    whole.make_related()
    whole.add_related(b"\x89PNG", maintype="image", subtype="png")
    return whole.as_bytes()


def mail(item: Item, *, html: bool = False) -> bytes:
    """The item as a message."""
    message = EmailMessage(policy=SMTP)
    message["From"] = f"{item.publisher} <desk@news.example>"
    message["To"] = "reader@example.org"
    message["Subject"] = item.title
    message["Date"] = f"Wed, {int(item.day[8:])} Oct 2023 18:05:00 +0300"
    if html:
        message.set_content(page(item, "plain"), subtype="html")
    else:
        message.set_content("\n\n".join(item.paragraphs))
    return message.as_bytes()


def pdf(lines: list[str], title: str = "", made: str = "", pages: int = 1, extra: str = "") -> bytes:
    """A PDF with lines of Latin text on each page."""
    shown = "".join(f"({_escaped(each)}) Tj T* " for each in lines)
    stream = f"BT /F1 11 Tf 14 TL 50 760 Td {shown}ET".encode("latin-1", "replace")
    kids = " ".join(f"{5 + at} 0 R" for at in range(pages))
    info = f"<< {f'/Title ({_escaped(title)})' if title else ''} {f'/CreationDate ({made})' if made else ''} >>"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {pages} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Length %d %s >>\nstream\n" % (len(stream), extra.encode()) + stream + b"\nendstream",
    ]
    page_of = (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /Font << /F1 3 0 R >> >> >>"
    )
    objects += [page_of] * pages + [info.encode("latin-1", "replace")]
    return assembled(objects, f"/Root 1 0 R /Info {len(objects)} 0 R")


def assembled(objects: list[bytes], trailer: str) -> bytes:
    """A PDF of these objects, numbered from 1."""
    out, places = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % each for each in places)
    size = len(objects) + 1
    return (
        out
        + b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table)
        + (f"trailer << /Size {size} {trailer} >>\nstartxref\n{len(out)}\n%%EOF\n".encode())
    )


def _escaped(words: str) -> str:
    return words.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
