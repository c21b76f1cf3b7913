#!/usr/bin/env python3
"""Prints the stories of data/ as other kinds of files, and shows that as much is read there as in the text.

usage: tests/check/formats.py [--program target/release/consort] [--kinds html,pdf,pdf2,docx,eml,warc] [--keep FOLDER]

Every story becomes a file of its own: a page of HTML as sites have them, with menus, banners and the day of publication; a PDF with
running heads in one column and in two; a Word document; a mail; and all pages together a WARC. The relations of the annotated
stories are measured as `consort eval` does, and the dates of all stories are compared with those of the text.

Needs what requirements.txt lists. Exit codes: 0 as good as the text, 1 some kind is worse, 2 could not.
"""

import argparse
import datetime
import email.message
import html
import io
import json
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
GOLD = ROOT / "tests/gold/archive.jsonl"
# So much of the F1 of relations a kind of file may lose.
MOST_LOST = 0.01
# So many stories may lose their title or their dates: titles over two columns, and a story whose own year is that of its neighbours.
MOST_STRAYED = 10
DEFAULT_DAY = "2021-01-04"


def run(*command):
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, check=False)
    if done.returncode not in (0, 1) or not done.stdout:
        sys.exit(f"{' '.join(map(str, command))}\n{done.stderr}")
    return done.stdout


def stories(program, path):
    return [json.loads(line) for line in run(program, "extract", path, "--format", "jsonl").splitlines()]


def paragraphs(story):
    """The paragraphs below the title, as the program has parted them; line ends inside are no words."""
    text, spans = story["text"], story["layout"]["paragraphs"]
    parts = [(text[start:end], kind) for start, end, kind in spans]
    return [(" ".join(part.split("\n")).strip(), kind) for part, kind in parts if kind != "title"]


def published(story):
    """A story is published some days after what it tells of."""
    if not story["date_end"]:
        return DEFAULT_DAY
    day = story["date_end"] + "-28"[: 3 * (story["date_end"].count("-") == 1)]
    return str(datetime.date.fromisoformat(day) + datetime.timedelta(days=3))


def page(story):
    """A page as sites have them."""
    parts, is_list = [], False
    for text, kind in paragraphs(story):
        if (kind == "item") != is_list:
            parts.append("<ul>" if kind == "item" else "</ul>")
            is_list = kind == "item"
        text = html.escape(text.lstrip("•*- ") if is_list else text)
        tag = "li" if is_list else "p"
        parts.append(f"<{tag}>{text}</{tag}>")
    body = "\n".join(parts + ["</ul>"] * is_list)
    title = html.escape(story["title"])
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title} | Regional Desk</title>
<meta property="og:site_name" content="Regional Desk"><meta property="article:published_time" content="{published(story)}T09:00:00Z">
<script>window.story = "The Other Body funds the Other Programme.";</script></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/who">World Health Organization</a></li></ul></nav>
<div class="cookie-banner"><p>We and our partners keep cookies, and you may say here that you do not want them.</p></div>
<main><article><h1>{title}</h1><div class="entry-content">{body}</div></article>
<aside class="related"><h2>Related</h2><ul><li><a href="/x">The World Bank funds another programme in another country</a></li></ul></aside></main>
<footer><p>The International Monetary Fund and the World Bank are members of this desk, whose pages nobody may copy.</p></footer>
</body></html>"""


def write_html(folder, name, story):
    (folder / f"{name}.html").write_text(page(story), encoding="utf-8")


def write_pdf(folder, name, story, n_columns=1):
    from reportlab.lib.enums import TA_JUSTIFY
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import BaseDocTemplate, Frame, FrameBreak, NextPageTemplate, PageTemplate, Paragraph

    width, height = A4
    margin, gap, top = 56, 20, 120
    column = (width - 2 * margin - gap * (n_columns - 1)) / n_columns

    def frames(above):
        places = [margin + i * (column + gap) for i in range(n_columns)]
        return [Frame(x, margin, column, height - 2 * margin - above, leftPadding=0, rightPadding=0) for x in places]

    def decorate(canvas, document):
        canvas.setFont("Helvetica", 8)
        canvas.drawString(margin, height - 30, "Regional Desk of the World Bank")
        canvas.drawCentredString(width / 2, 28, f"Page {document.page}")

    heading = Frame(margin, height - margin - top, width - 2 * margin, top, leftPadding=0, rightPadding=0)
    document = BaseDocTemplate(str(folder / f"{name}.pdf"), pagesize=A4, title=story["title"], invariant=1)
    first = PageTemplate("first", [heading] + frames(top), onPage=decorate)
    document.addPageTemplates([first, PageTemplate("rest", frames(0), onPage=decorate)])
    face = typeface()
    body = ParagraphStyle("body", fontName=face, fontSize=10, leading=12.5, spaceAfter=5, alignment=TA_JUSTIFY)
    title = ParagraphStyle("title", fontName=face, fontSize=15, leading=18, alignment=0)
    flow = [Paragraph(html.escape(story["title"]), title), NextPageTemplate("rest"), FrameBreak()]
    flow += [Paragraph(html.escape(text), body) for text, _ in paragraphs(story)]
    document.build(flow)


def typeface():
    """A typeface that has the letters of the region; it comes with matplotlib and most desktops."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    for folder in ("/usr/share/fonts", sys.prefix):
        for path in pathlib.Path(folder).rglob("DejaVuSans.ttf"):
            pdfmetrics.registerFont(TTFont("DejaVuSans", path))
            return "DejaVuSans"
    sys.exit("no DejaVuSans.ttf is there; install fonts-dejavu-core")


def write_docx(folder, name, story):
    import docx

    document = docx.Document()
    document.core_properties.title = story["title"]
    document.sections[0].header.paragraphs[0].text = "Regional Desk of the World Bank"
    document.add_heading(story["title"], 0)
    for text, kind in paragraphs(story):
        document.add_paragraph(text.lstrip("•*- "), "List Bullet") if kind == "item" else document.add_paragraph(text)
    document.save(folder / f"{name}.docx")


def write_eml(folder, name, story):
    mail = email.message.EmailMessage()
    mail["From"], mail["To"] = "Regional Desk <desk@example.org>", "readers@example.org"
    mail["Subject"], mail["Message-ID"] = story["title"], f"<{name}@example.org>"
    mail["Date"] = datetime.datetime.fromisoformat(published(story) + "T09:00:00+00:00")
    mail.set_content("\n\n".join(text for text, _ in paragraphs(story)))
    mail.add_alternative(page(story), subtype="html")
    (folder / f"{name}.eml").write_bytes(bytes(mail))


def write_warc(folder, named):
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    with (folder / "pages.warc.gz").open("wb") as out:
        writer = WARCWriter(out, gzip=True)
        for name, story in named:
            head = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
            content = io.BytesIO(page(story).encode())
            record = writer.create_warc_record(f"https://desk.example/{name}", "response", payload=content, http_headers=head)
            writer.write_record(record)


WRITERS = {
    "html": write_html,
    "pdf": write_pdf,
    "pdf2": lambda folder, name, story: write_pdf(folder, name, story, 2),
    "docx": write_docx,
    "eml": write_eml,
}


def write(kind, folder, all_stories):
    folder.mkdir(parents=True)
    named = [(f"{number:03}", story) for number, story in enumerate(all_stories)]
    if kind == "warc":
        write_warc(folder, named)
        return
    for name, story in named:
        WRITERS[kind](folder, name, story)


def f1(program, path):
    report = json.loads(run(program, "eval", GOLD, path, "--format", "json", "--resamples", "0"))
    return report["relations_all"]["f1"], report["stories"]


def differences(expected, found):
    """Stories whose title or dates are not those of the text."""
    dates = {}
    for story in found:
        dates.setdefault(story["title"], []).append((story["date_start"], story["date_end"]))
    for story in expected:
        own = (story["date_start"], story["date_end"])
        if own not in dates.get(story["title"], []):
            yield f"{story['title']}: {dates.get(story['title'], 'not found')}, and {own} in the text"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", default=ROOT / "target/release/consort", help="the program to measure")
    parser.add_argument("--kinds", default="html,pdf,pdf2,docx,eml,warc", help="the kinds of files to print")
    parser.add_argument("--keep", help="where the files are to stay")
    arguments = parser.parse_args()
    program = pathlib.Path(arguments.program).resolve()
    if not program.exists():
        sys.exit(f"{program} is not there; run cargo build --release, or name another with --program")
    expected = stories(program, ROOT / "data")
    text_f1, n_gold = f1(program, ROOT / "data")
    print(f"text: {len(expected)} stories, F1 of relations {text_f1:.3f} on {n_gold} annotated stories")
    is_worse = False
    with tempfile.TemporaryDirectory() as temporary:
        for kind in arguments.kinds.split(","):
            folder = pathlib.Path(arguments.keep or temporary) / kind
            write(kind, folder, expected)
            found = stories(program, folder)
            own_f1, n_own = f1(program, folder)
            wrong = list(differences(expected, found))
            kept = len(expected) - len(wrong)
            print(f"{kind}: {len(found)} stories, F1 {own_f1:.3f} on {n_own}, title and dates kept in {kept} of {len(expected)}")
            for line in wrong:
                print(f"  {line}")
            is_worse |= len(wrong) > MOST_STRAYED or len(found) != len(expected) or text_f1 - own_f1 > MOST_LOST
    return 1 if is_worse else 0


if __name__ == "__main__":
    sys.exit(main())
