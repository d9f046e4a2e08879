"""Counts the typed label files without the readers: python3 recount.py > expected.txt"""
import collections, csv, pathlib, re
here = pathlib.Path(__file__).parent
count = collections.Counter()
for task, name in (("fau-aibo-2", "2cl"), ("fau-aibo-5", "5cl")):
    path = here / f"fau-aibo/labels/IS2009EmotionChallenge/chunk_labels_{name}_corpus.txt"
    for line in path.read_text().splitlines():
        chunk, label, share = line.split(" ")
        school, child = chunk.split("_")[:2]
        split = "test" if school == "Mont" else "dev" if child in ("31", "32") else "train"
        count[f"{task} {split} {school}_{child} {label} {float(share)}"] += 1
count["fau-aibo words"] = len((here / "fau-aibo/labels/word_labels_11cl_corpus.txt").read_text().split("\n")) - 1
names = {"Train": "train", "Development": "dev", "Test1": "test1", "Test3": "test3"}
partition = dict(reversed(line.split("; ")) for line in (here / "msp-podcast/Partitions.txt").read_text().split("\n") if line)
rows = {row["FileName"]: row for row in csv.DictReader(open(here / "msp-podcast/Labels/labels_consensus.csv"))}
for file, split in partition.items():
    row = rows.get(file, collections.defaultdict(str, SpkrID="Unknown"))
    count[f"msp-podcast {names[split]} {row['SpkrID']} {row['EmoClass'] or '-'} {row['EmoAct'] or '-'}"] += 1
count["msp-podcast ratings"] = len(re.findall("^WORKER", (here / "msp-podcast/Labels/labels.txt").read_text(), re.M))
print("\n".join(f"{key}: {number}" for key, number in sorted(count.items())))
