"""Draws the app's icons as browsers want them, from the one mark, with the same browser the tests use.

    python -m tools.icons

Writes PNGs into frontend/public/icons. Where a system cuts the icon to its own shape, it goes to the edges and the
mark stays within the inner four fifths.
"""

from pathlib import Path

from playwright.sync_api import sync_playwright
from tests.browser.serving import FLAGS, chromium_path

FOLDER = Path(__file__).parents[1] / "frontend" / "public" / "icons"
MARK = """
<path d="M37 12c-9 6-10 13-6 20s3 14-4 20" fill="none" stroke="#faf6ee" stroke-width="7" stroke-linecap="round"/>
<circle cx="32.5" cy="33" r="5.5" fill="#f0a077"/>
"""
ROUNDED = f'<rect width="64" height="64" rx="16" fill="#0e5257"/>{MARK}'
TO_THE_EDGES = f'<rect width="64" height="64" fill="#0e5257"/><g transform="translate(5 5) scale(.84)">{MARK}</g>'
ICONS = {
    "icon-192.png": (192, ROUNDED),
    "icon-512.png": (512, ROUNDED),
    "maskable-512.png": (512, TO_THE_EDGES),
    "touch-180.png": (180, TO_THE_EDGES),
}


def main() -> None:
    """Draw every icon."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=list(FLAGS))
        for name, (size, drawing) in ICONS.items():
            page = browser.new_page(viewport={"width": size, "height": size})
            svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64" width="{size}">{drawing}</svg>'
            page.set_content(f"<style>body {{ margin: 0 }} svg {{ display: block }}</style>{svg}")
            page.screenshot(path=FOLDER / name, omit_background=True)
        browser.close()


if __name__ == "__main__":
    main()
