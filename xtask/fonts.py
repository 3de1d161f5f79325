"""Makes the Arabic and Chinese faces in templates/fonts from Debian's packages. See docs/developers/decisions.md, "Fonts".

    apt-get download fonts-noto-core fonts-noto-cjk
    for package in *.deb; do dpkg -x $package unpacked; done
    pip install fonttools==4.60.1
    python xtask/fonts.py unpacked

Noto Naskh Arabic keeps what is written in Arabic, Noto Sans CJK SC what GB 2312 has and characters of names that it
lacks. Hinting goes: the PDF never has it. So do the rules of shaping in the Chinese face: horizontal text needs none.
"""

import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTCollection, TTFont

TARGET = Path(__file__).parent.parent / "templates" / "fonts"
NOTO = Path("usr/share/fonts")

# Arabic and its marks and signs, joiners, and the punctuation that stands between Arabic words.
ARABIC = {*range(0x0600, 0x0700), *map(ord, " !,.:«»0123456789"), 0xA0, 0x200B, 0x200C, 0x200D, 0x2010, 0x2011, 0x25CC}

# Characters of names that are not in GB 2312.
NAMES = "喆镕堃玥珺昇旻翀甯玙瑄璟晟赟煊祎翾頔嬿珮玘玓燚犇骉鑫垚淼焱翕彧毓奕弈禛禩昉昕旸晞暄璐琤琎玚钘镠镒鋆邨祇渼湉溦滢潆沄泓"


def part_lam_and_alef(font):
    """Gives each glyph of lam-alef a half of its width.

    The face draws the pair as two glyphs, an alef without width over a lam that has all of it. What reads text out
    of a PDF by the place of its glyphs finds them at one place then, and swaps them or tears the word apart. The
    lam's outline and the anchors of its marks move by as much as its place does: every line looks the same.
    """
    metrics = font["hmtx"]
    classes = font["GDEF"].table.GlyphClassDef.classDefs
    mark = 3
    alefs = [
        name
        for name in font.getGlyphOrder()
        if metrics[name][0] == 0
        and classes.get(name, mark) != mark
        and (name.endswith(".rlig") or name.startswith("_1"))
    ]
    lams = [name for name in font.getGlyphOrder() if name.endswith(".rlig") and metrics[name][0] > 0]
    half = 230
    for name in alefs:
        metrics[name] = (half, metrics[name][1])
    for name in lams:
        glyph = font["glyf"][name]
        assert metrics[name][0] > half, name
        if glyph.isComposite():
            for component in glyph.components:
                component.x -= 0 if component.glyphName in lams else half
        else:
            glyph.coordinates.translate((-half, 0))
        glyph.recalcBounds(font["glyf"])
        metrics[name] = (metrics[name][0] - half, glyph.xMin)
    for lookup in font["GPOS"].table.LookupList.Lookup:
        for table in lookup.SubTable:
            table = getattr(table, "ExtSubTable", table)
            if table.LookupType != 4:
                assert table.LookupType in (1, 2, 6) or not set(lams) & set(coverage(table)), table.LookupType
                continue
            for name, record in zip(table.BaseCoverage.glyphs, table.BaseArray.BaseRecord):
                for anchor in record.BaseAnchor if name in lams else ():
                    if anchor:
                        anchor.XCoordinate -= half
    print("lam-alef:", len(alefs), "alefs,", len(lams), "lams")


def coverage(table):
    return getattr(getattr(table, "Coverage", None), "glyphs", [])


def chinese():
    wanted = set(map(ord, NAMES))
    for high in range(0xA1, 0xF8):
        for low in range(0xA1, 0xFF):
            try:
                wanted.add(ord(bytes([high, low]).decode("gb2312")))
            except UnicodeDecodeError:
                pass
    # Punctuation of all kinds, and full-width forms.
    wanted |= {*range(0x2010, 0x2028), *range(0x3000, 0x3020), *range(0xFF01, 0xFF5F), 0x00B7, 0x25A1, 0x25CF, 0x25CB}
    # Letters are Latin, Greek and Cyrillic of the house's own family.
    return {code for code in wanted if code >= 0x2000 or code in (0xB7, 0xD7, 0xF7)}


def cut(font, characters, features, name):
    options = Options()
    options.hinting = False
    options.desubroutinize = False
    options.layout_features = features
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    options.name_languages = [0x409]
    options.notdef_outline = True
    options.glyph_names = False
    options.drop_tables += ["DSIG", "VORG", "vhea", "vmtx", "BASE", "GDEF"] if not features else ["DSIG"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=characters)
    subsetter.subset(font)
    # The file says when it was made upstream, not when it was cut.
    font.recalcTimestamp = False
    path = TARGET / name
    font.save(path)
    print(f"{name}: {path.stat().st_size:,} bytes, {len(font.getGlyphOrder())} glyphs")


def main(root):
    for weight in ["Regular", "Bold"]:
        font = TTFont(root / NOTO / f"truetype/noto/NotoNaskhArabic-{weight}.ttf", recalcTimestamp=False)
        part_lam_and_alef(font)
        cut(font, ARABIC, ["*"], f"NotoNaskhArabic-{weight}.ttf")
        collection = TTCollection(root / NOTO / f"opentype/noto/NotoSansCJK-{weight}.ttc", recalcTimestamp=False)
        name = f"NotoSansCJKsc-{weight}"
        font = next(font for font in collection.fonts if font["name"].getDebugName(6) == name)
        cut(font, chinese(), [], f"{name}.otf")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
