"""Render catalogue pictures and customer photos.

    python render.py --list
    python render.py --family vase --variant 3 --out out
    python render.py --all --out out
    python render.py --customer --family vase --shot 2 --out out
    python render.py --detail --only ../world/second_views.txt --out out

A picture that already exists is skipped, so an interrupted run goes on where it stopped.
Each picture adds one line of ground truth to catalogue.jsonl or customer.jsonl in --out;
where a file name occurs twice, the last line counts.
"""

import argparse
import json
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import families
import kit
import rooms


def catalogue_picture(name, number, options):
    """(image, facts) of one variant in the studio."""
    kit.reset_scene()
    kit.configure_render(options.size, options.size, options.samples)
    product = families.build(name, number)
    kit.studio(product)
    kit.frame(product)
    return kit.render_image(), product.facts


def detail_picture(name, number, options):
    """(image, facts) of one variant from nearer and further round: the second picture of a catalogue page."""
    kit.reset_scene()
    kit.configure_render(options.size, options.size, options.samples)
    product = families.build(name, number)
    product.view.azimuth -= 52
    product.view.fill *= 1.45
    kit.studio(product)
    kit.frame(product)
    return kit.render_image(), product.facts


def customer_photo(name, number, options):
    """(image, facts) of one variant at a customer's home; every shot is another room, light and angle."""
    kit.reset_scene()
    kit.configure_render(options.size, options.size * 5 // 4, options.samples)
    product = families.build(name, number)
    photo = rooms.furnish(product, seed=f"{name}-{number}-{options.shot}")
    image = rooms.phone_look(kit.render_image(), photo)
    return image, {**product.facts, "shot": options.shot, "photo": photo}


def wanted(options):
    """The (family, variant) pairs that the command line asks for."""
    only = set(options.only.read_text(encoding="utf-8").split()) if options.only else None
    for name, (_, variants, _) in families.FAMILIES.items():
        if options.family in (None, name):
            for number in range(len(variants)):
                if options.variant in (None, number) and (only is None or families.item_id(name, number) in only):
                    yield name, number


def file_name(name, number, options):
    """vase-03.webp for the catalogue, vase-03-2.webp for a detail, vase-03-home-0.jpg for a customer's photo."""
    stem = families.item_id(name, number)
    if options.detail:
        return f"{stem}-2.webp"
    return f"{stem}-home-{options.shot}.jpg" if options.customer else f"{stem}.webp"


def render_all(options):
    """Render what is missing, one progress line for each picture."""
    out = Path(options.out)
    out.mkdir(parents=True, exist_ok=True)
    make, ledger = catalogue_picture, "catalogue.jsonl"
    if options.customer or options.detail:
        make, ledger = (customer_photo, "customer.jsonl") if options.customer else (detail_picture, "details.jsonl")
    jobs = list(wanted(options))
    for done, (name, number) in enumerate(jobs, 1):
        target = out / file_name(name, number, options)
        if target.exists():
            print(f"[{done}/{len(jobs)}] {target.name} exists", flush=True)
            continue
        start = time.time()
        image, facts = make(name, number, options)
        line = json.dumps({"file": target.name, **facts}, ensure_ascii=False)
        with open(out / ledger, "a", encoding="utf-8") as lines:
            lines.write(line + "\n")
        kit.save_image(image, target)
        print(f"[{done}/{len(jobs)}] {target.name} {time.time() - start:.1f} s", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--family", choices=sorted(families.FAMILIES))
    parser.add_argument("--variant", type=int)
    parser.add_argument("--all", action="store_true", help="every family")
    parser.add_argument("--customer", action="store_true", help="photos at home instead of studio pictures")
    parser.add_argument("--detail", action="store_true", help="second views for the catalogue")
    parser.add_argument("--only", type=Path, help="a file that names the ids to render, a line each")
    parser.add_argument("--shot", type=int, default=0, help="which of a customer's photos")
    parser.add_argument("--list", action="store_true", help="name the families and stop")
    parser.add_argument("--out", default="out")
    parser.add_argument("--size", type=int, default=512)
    parser.add_argument("--samples", type=int, default=48)
    options = parser.parse_args()
    if options.list:
        for name, (_, variants, _) in families.FAMILIES.items():
            print(f"{name}: {len(variants)} variants")
    elif options.all or options.family or options.only:
        render_all(options)
    else:
        parser.error("say --family NAME, --only FILE or --all")


if __name__ == "__main__":
    main()
