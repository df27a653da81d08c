"""Opens report pages in Chromium and uses them as a person would.

    python3 check_page.py [--pictures FOLDER] PAGE.html...

Prints one line a page; ends with status 1 when something is wrong with one.
"""
import argparse
import base64
import json
import pathlib
import sys
import time

from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys


def driver():
    options = webdriver.ChromeOptions()
    for argument in ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]:
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    return webdriver.Chrome(service=Service("/usr/bin/chromedriver"), options=options)


def emulate(browser, dark=False, width=1100, height=1400):
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {
        "width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500})
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [
        {"name": "prefers-color-scheme", "value": "dark" if dark else "light"},
        # A smooth scroll is still under way when the driver clicks.
        {"name": "prefers-reduced-motion", "value": "reduce"}]})


def expect(problems, condition, text):
    if not condition:
        problems.append(text)


def quiet(browser, url, problems):
    """No message in the console, and no request but for the page itself."""
    for entry in browser.get_log("browser"):
        problems.append(f"console: {entry['message'][:200]}")
    for entry in browser.get_log("performance"):
        message = json.loads(entry["message"])["message"]
        if message["method"] == "Network.requestWillBeSent":
            asked = message["params"]["request"]["url"]
            if asked not in (url, "about:blank", "data:,") and not asked.startswith("chrome"):
                problems.append(f"request: {asked[:200]}")


def use(browser, problems):
    """Search, sort, pages, details, zoom, hover and copying, by mouse and by keyboard."""
    rows = lambda: browser.find_elements(By.CSS_SELECTOR, "#rows > tbody > tr")
    if rows():
        data = json.loads(browser.execute_script("return document.getElementById('data').textContent"))
        expect(problems, len(rows()) == min(200, len(data["rows"])), "rows are not those of the data")
        search = browser.find_element(By.ID, "search")
        search.send_keys("no such text anywhere")
        time.sleep(0.3)
        expect(problems, len(rows()) == 0, "a search that finds nothing leaves rows")
        search.clear()
        search.send_keys(Keys.SPACE, Keys.BACKSPACE)
        time.sleep(0.3)
        expect(problems, len(rows()) == min(200, len(data["rows"])), "rows do not come back")
        head = browser.find_element(By.CSS_SELECTOR, "th[data-column=delivered] button")
        head.send_keys(Keys.ENTER)
        head.send_keys(Keys.ENTER)
        place = data["columns"].index("delivered")
        most = max(row[place] for row in data["rows"])
        cell = browser.find_elements(By.CSS_SELECTOR, "#rows > thead th")
        at = [c.get_attribute("data-column") for c in cell].index("delivered")
        first = rows()[0].find_elements(By.TAG_NAME, "td")[at].text.replace(",", "")
        expect(problems, first == str(most), f"sorting down begins with {first}, not {most}")
        sorted_by = browser.find_element(By.CSS_SELECTOR, "th[data-column=delivered]")
        expect(problems, sorted_by.get_attribute("aria-sort") == "descending", "aria-sort is not told")
        button = rows()[0].find_element(By.TAG_NAME, "button")
        button.send_keys(Keys.ENTER)
        expect(problems, button.get_attribute("aria-expanded") == "true", "details do not open")
        expect(problems, browser.find_elements(By.CSS_SELECTOR, "#rows table.headers td"),
               "no header field is shown")
    for area in browser.find_elements(By.CSS_SELECTOR, ".zoom")[:2]:
        region = area.find_element(By.XPATH, "ancestor::figure").find_element(
            By.CLASS_NAME, "region")
        before = region.text
        expect(problems, before != "", "the region shown is not told")
        area.send_keys("+")
        expect(problems, region.text != before, "the keyboard does not zoom")
        area.send_keys("0")
        expect(problems, region.text == before, "the whole does not come back")
        figure = area.find_element(By.XPATH, "ancestor::figure")
        figure.find_element(By.CSS_SELECTOR, "button[data-action=in]").click()
        expect(problems, region.text != before, "the button does not zoom")
        area.send_keys("0")
        drawing = area.find_element(By.TAG_NAME, "svg")
        ActionChains(browser).move_to_element_with_offset(drawing, -100, 0).click_and_hold() \
            .move_by_offset(150, 0).release().perform()
        expect(problems, region.text != before, "dragging does not zoom")
        area.send_keys("0")
        titles = area.find_elements(By.CSS_SELECTOR, "rect > title")
        expect(problems, titles and all(t.get_attribute("textContent") for t in titles),
               "a bar does not say what it is")
        # What a bar says when the pointer rests on it is the title of what lies under the pointer.
        bar = area.find_elements(By.CSS_SELECTOR, "rect")[0]
        ActionChains(browser).move_to_element(bar).perform()
        told = browser.execute_script("""
            const box = arguments[0].getBoundingClientRect();
            const under = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
            return under.matches(":hover") && under.querySelector("title")?.textContent""", bar)
        expect(problems, told and any(c.isdigit() for c in told), "hovering tells no figures")
    copies = [b for b in browser.find_elements(By.CSS_SELECTOR, "button.copy") if b.is_displayed()]
    if copies:
        before = copies[0].text
        copies[0].click()
        time.sleep(0.2)
        expect(problems, copies[0].text != before, "copying says nothing")


def read_aloud(browser, problems):
    """What a screen reader gets: a name for each control and drawing, headers for each table."""
    browser.execute_cdp_cmd("Accessibility.enable", {})
    browser.execute_script("for (const d of document.querySelectorAll('details')) d.open = true")
    nodes = browser.execute_cdp_cmd("Accessibility.getFullAXTree", {})["nodes"]
    named = {"button", "link", "textbox", "searchbox", "img", "image", "graphics-document", "group"}
    count = 0
    for node in nodes:
        role = node.get("role", {}).get("value")
        if node.get("ignored") or role not in named:
            continue
        count += 1
        if role != "group":
            expect(problems, node.get("name", {}).get("value", "").strip(), f"a {role} has no name")
    expect(problems, count > 0, "the accessibility tree is empty")
    for drawing in browser.find_elements(By.CSS_SELECTOR, "svg:not([aria-hidden]):not([width='0'])"):
        expect(problems, drawing.get_attribute("role") == "img", "a drawing has no role")
        expect(problems, drawing.get_attribute("aria-label"), "a drawing has no title")
    for table in browser.find_elements(By.TAG_NAME, "table"):
        if "headers" in (table.get_attribute("class") or ""):
            continue
        expect(problems, table.find_elements(By.CSS_SELECTOR, "th[scope=col]"), "a table has no headers")
    language = browser.find_element(By.TAG_NAME, "html").get_attribute("lang")
    expect(problems, language, "the page does not say its language")
    focused = set()
    for _ in range(12):
        ActionChains(browser).send_keys(Keys.TAB).perform()
        focused.add(browser.execute_script("return document.activeElement.outerHTML.slice(0, 200)"))
    expect(problems, len(focused) > 3, "the tab key reaches hardly anything")


def printed(browser, pictures, path, problems):
    """On paper: no more than the page says, nothing cut at the right, no control."""
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print", "features": []})
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {
        "width": 794, "height": 1123, "deviceScaleFactor": 1, "mobile": False})
    cut = browser.execute_script("""
        const edge = document.documentElement.clientWidth + 1;
        return [...document.querySelectorAll("main *, section *")].filter(
            (e) => e.checkVisibility() && e.getBoundingClientRect().right > edge)
            .map((e) => e.tagName)""")
    expect(problems, not cut, f"on paper the edge cuts {cut[:5]}")
    buttons = browser.execute_script(
        "return [...document.querySelectorAll('button')].filter(b => b.checkVisibility()"
        " && b.closest('.controls')).length")
    expect(problems, buttons == 0, f"{buttons} controls are printed")
    sheet = base64.b64decode(browser.execute_cdp_cmd(
        "Page.printToPDF", {"printBackground": False, "paperWidth": 8.27, "paperHeight": 11.69})["data"])
    expect(problems, sheet.startswith(b"%PDF") and len(sheet) > 5000, "nothing is printed")
    if pictures:
        (pathlib.Path(pictures) / f"{pathlib.Path(path).stem}.pdf").write_bytes(sheet)
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "", "features": []})


def check(browser, path, pictures):
    problems = []
    url = pathlib.Path(path).resolve().as_uri()
    emulate(browser)
    start = time.monotonic()
    browser.get(url)
    seconds = time.monotonic() - start
    expect(problems, browser.execute_script("return document.readyState") == "complete", "not loaded")
    expect(problems, browser.execute_script("return window.hacked") is None, "a script of the traffic ran")
    if pictures:
        picture(browser, pictures, path, "light")
    use(browser, problems)
    read_aloud(browser, problems)
    printed(browser, pictures, path, problems)
    quiet(browser, url, problems)
    for name, dark, width in [("dark", True, 1100), ("narrow", False, 390)]:
        emulate(browser, dark, width)
        browser.get(url)
        wide = browser.execute_script("return document.documentElement.scrollWidth")
        expect(problems, wide <= width, f"{name}: {wide} wide at {width}")
        if pictures:
            picture(browser, pictures, path, name)
        quiet(browser, url, problems)
    print(f"{pathlib.Path(path).name}: {'; '.join(problems) or 'fine'} ({seconds:.1f} s)", flush=True)
    return not problems


def picture(browser, folder, path, name):
    target = pathlib.Path(folder) / f"{pathlib.Path(path).stem}-{name}.png"
    browser.save_screenshot(str(target))


if __name__ == "__main__":
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--pictures")
    arguments.add_argument("pages", nargs="+")
    given = arguments.parse_args()
    chromium = driver()
    try:
        results = [check(chromium, page, given.pictures) for page in given.pages]
    finally:
        chromium.quit()
    sys.exit(0 if all(results) else 1)
