"""A PDF of one page, written by hand (ISO 32000-1, clause 7.5: header, objects, cross-reference table, trailer)."""

from __future__ import annotations

import textwrap


def pdf(title: str, paragraphs: list[str]) -> bytes:
    """A page of A4 with a heading and paragraphs, as many as fit; characters outside Windows-1252 become `?`."""
    commands = [f"BT /F1 17 Tf 60 770 Td 22 TL {_shown(textwrap.wrap(title, 52))} ET"]
    lines = [line for paragraph in paragraphs for line in (*textwrap.wrap(paragraph, 88), "")]
    commands.append(f"BT /F2 11 Tf 60 690 Td 15 TL {_shown(lines[:42])} ET")
    stream = "\n".join(commands).encode("cp1252", "replace")
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /%s /Encoding /WinAnsiEncoding >>"
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 6 0 R"
        b" /Resources << /Font << /F1 4 0 R /F2 5 0 R >> >> >>",
        font % b"Helvetica-Bold",
        font % b"Helvetica",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
    )
    file, offsets = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        offsets.append(len(file))
        file += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    end = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(file))
    return file + b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + table + end


def _shown(lines: list[str]) -> str:
    """Lines of text as operators that show them one below the other (clause 9.4.3)."""
    escaped = (line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)") for line in lines)
    return " ".join(f"({line}) Tj T*" for line in escaped)
