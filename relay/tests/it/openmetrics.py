"""Reads metrics by the parsers of Prometheus' own client library, and prints their samples: of
OpenMetrics text, which ends with its mark, or of the older text format, which has none."""

import json
import sys

from prometheus_client import parser
from prometheus_client.openmetrics import parser as openmetrics

text = sys.stdin.read()
read = openmetrics if text.endswith("# EOF\n") else parser
samples = {}
for family in read.text_string_to_metric_families(text):
    for sample in family.samples:
        labels = ",".join(f"{name}={value}" for name, value in sorted(sample.labels.items()))
        samples[f"{sample.name}{{{labels}}}"] = sample.value
print(json.dumps(samples))
