"""
What a page of HTML is made of: elements that escape what they hold, its looks, and its policy.

A page needs nothing else: no script, no picture, no font, and its policy allows none.
"""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from html import escape

from reqcheck.wording import visible


class Html(str):
    """
    A text that `tag` has made.  Joined with any other text it is a plain one, and is escaped again.
    """

    __slots__ = ()


def tag(name: str, *inside: str, **attributes: str) -> Html:
    """
    An element; all that it holds and its attributes are escaped, but for elements.

    The attribute `class` is given as *class_*, `aria-label` as *aria_label*.
    """
    named = "".join(f' {key.rstrip("_").replace("_", "-")}="{held(each)}"' for key, each in attributes.items())
    return Html(f"<{name}{named}>{''.join(map(held, inside))}</{name}>")


def held(text: str) -> str:
    """
    A text as it stands in an element: control characters written out, and escaped.
    """
    return text if isinstance(text, Html) else escape(visible(text))


def link(address: str, *inside: str) -> Html:
    """
    A link into the page or to the web; to anywhere else it is no link.
    """
    if address.startswith("#"):
        return tag("a", *inside, href=address)
    if address.startswith(("https://", "http://")):
        return tag("a", *inside, href=address, rel="noopener noreferrer")
    return tag("span", *inside)


def opening(title: str) -> str:
    """
    The page up to its body, with its policy: nothing but the one style.
    """
    digest = b64encode(sha256(STYLE.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        '<meta name="referrer" content="no-referrer">\n<meta name="robots" content="noindex">\n'
        f"{tag('title', title)}\n<style>{STYLE}</style>\n</head>\n<body>\n"
    )


#: How pages look: on screens wide and narrow, light and dark, and on paper.
STYLE = """
:root {
  --page: #f5f6f8; --card: #fff; --text: #1c2128; --quiet: #57606a; --line: #d8dee4; --link: #0a58ba;
  --met: #0f5f2a; --met-back: #dcf7e3; --not_met: #9b1020; --not_met-back: #fde8e6;
  --open: #6f4700; --open-back: #fdf1c9; --none: #4f5862; --none-back: #e9edf1;
  --error: #5b31a8; --error-back: #f3eafe;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --page: #0e1116; --card: #171b22; --text: #e4e9ef; --quiet: #9aa4af; --line: #313843; --link: #80b6ff;
    --met: #85e09b; --met-back: #13301f; --not_met: #ffaba1; --not_met-back: #3a181a;
    --open: #edca6c; --open-back: #33290f; --none: #aab3bd; --none-back: #262c35;
    --error: #d5b3ff; --error-back: #2b1d45;
  }
}
* { box-sizing: border-box; }
html { background: var(--page); color: var(--text); scroll-padding-top: 1rem; }
body {
  margin: 0 auto; max-width: 68rem; padding: 2.5rem 1.5rem 4rem;
  font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
  overflow-wrap: anywhere;
}
h1, h2, h3 { line-height: 1.25; margin: 0; font-weight: 650; }
h1 { font-size: 1.9rem; letter-spacing: -.015em; }
h2 { font-size: 1.35rem; letter-spacing: -.01em; }
h3 { font-size: 1rem; margin: 1.75rem 0 .4rem; }
p, ul { margin: .4rem 0; }
ul { padding-left: 1.2rem; }
li { margin: .2rem 0; }
a { color: var(--link); text-underline-offset: .15em; }
:focus-visible, :target { outline: 3px solid var(--link); outline-offset: 3px; border-radius: 3px; }
tr:target { outline-offset: -3px; }
code { font: .84em/1.4 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; color: var(--quiet); }
.quiet { color: var(--quiet); }
.fine { color: var(--quiet); font-size: .8rem; }
.skip { position: absolute; left: -100vw; top: .5rem; background: var(--card); padding: .5rem 1rem; }
.skip:focus { left: .5rem; }
.card {
  background: var(--card); border: 1px solid var(--line); border-radius: 12px;
  margin-top: 1.5rem; padding: 1.5rem 1.75rem;
}
.counts { display: flex; flex-wrap: wrap; gap: .75rem; list-style: none; margin: 1.25rem 0 .5rem; padding: 0; }
.counts li { flex: 1 1 8rem; margin: 0; padding: .7rem 1rem; border-radius: 8px; border: 1px solid var(--line); }
.counts b { display: block; font-size: 1.6rem; line-height: 1.2; font-variant-numeric: tabular-nums; }
.often { display: grid; grid-template-columns: repeat(auto-fit, minmax(18rem, 1fr)); gap: 0 2.5rem; }
.head { display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: center; }
.mark {
  display: inline-block; padding: .1rem .65rem; border-radius: 1rem; font-size: .84rem; font-weight: 600;
  border: 1px solid currentcolor; color: var(--none); background: var(--none-back); white-space: nowrap;
}
.met, .qualified { color: var(--met); background: var(--met-back); }
.not_met, .not_qualified, .failure { color: var(--not_met); background: var(--not_met-back); }
.undetermined, .needs_review, .qualified_on_condition { color: var(--open); background: var(--open-back); }
.error { color: var(--error); background: var(--error-back); }
table { border-collapse: collapse; width: 100%; margin-top: 1rem; }
caption { text-align: left; color: var(--quiet); font-size: .875rem; padding-bottom: .4rem; }
th, td { text-align: left; vertical-align: top; padding: .65rem .75rem; border-top: 1px solid var(--line); }
th:first-child, td:first-child { padding-left: 0; }
th:last-child, td:last-child { padding-right: 0; }
.report caption {
  position: absolute; clip-path: inset(50%); height: 1px; width: 1px; overflow: hidden; white-space: nowrap;
}
thead th { border-top: 0; color: var(--quiet); font-size: .8rem; font-weight: 600; padding-bottom: .4rem; white-space: nowrap; }
tbody th { font-weight: 600; }
th.level {
  color: var(--quiet); font-size: .8rem; letter-spacing: .03em; padding: 1.4rem 0 .4rem; border-top: 0;
}
thead + tbody th.level { padding-top: .6rem; border-top: 1px solid var(--line); }
thead .number, .number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
.what { width: 31%; } .status { width: 9.5rem; }
.what code { display: block; font-weight: 400; }
td > :first-child { margin-top: 0; } td > :last-child { margin-bottom: 0; }
td ul { font-size: .9rem; }
.where { display: inline-block; max-width: 100%; color: var(--quiet); font-size: .93em; }
.basis { color: var(--quiet); font-size: .84rem; }
@media screen and (max-width: 44rem) {
  body { padding: 1.25rem .75rem 3rem; }
  .card { padding: 1.1rem 1rem; border-radius: 10px; }
  .report thead { position: absolute; clip-path: inset(50%); height: 1px; width: 1px; overflow: hidden; }
  .report, .report tbody { display: block; }
  .report tr { display: grid; gap: .35rem; padding: .9rem 0; border-top: 1px solid var(--line); }
  .report th, .report td { width: auto; padding: 0; border: 0; }
  .report th.level, .report thead + tbody th.level { padding: .5rem 0 0; border: 0; }
  .candidates .wide { display: none; }
  .candidates th, .candidates td { padding: .6rem .4rem; }
  .candidates th:first-child { padding-left: 0; } .candidates td:last-child { padding-right: 0; }
}
@media print {
  @page { margin: 16mm; }
  html { background: none; font-size: 9.5pt; }
  body { max-width: none; padding: 0; }
  .card { border: 0; padding: 0; margin-top: 2rem; }
  article.card { break-before: page; margin-top: 0; }
  .skip, .back { display: none; }
  tr, li { break-inside: avoid; }
  h2, h3, .level { break-after: avoid; }
  thead { display: table-header-group; }
  a { color: inherit; text-decoration: none; }
  .mark { background: none; }
}
"""
