/** What `rescore --help` says below the options. */
export const RESCORE_HELP: string = `
Examples:
  beaconry rescore rows.json                          every row checked, ranked anew, with reasons
  beaconry rescore 2026-11-2*.csv --top 20            several days: which pairs come back, and how steadily
  beaconry rescore rows.csv --allow known.txt --drill-down queries
                                                      AQL that fetches the events of the rows worth it
  beaconry rescore rows.json --drill-down queries --qradar https://console.example
                                                      and the events themselves, into queries/events
                                                      (again with --force: those that are missing)
  beaconry rescore rows.json --top 500 --drill-down queries   more than the best 100; --top 0 is all, each of them a search
  beaconry score queries/events --rows rows.json      rows and full scores in one report
  beaconry rescore --qradar https://console.example --drill-down queries
                                                      runs the query there first; its rows go to queries/rows.json
  beaconry rescore --qradar https://console.example --variant improved   the improved query, with exact times
  beaconry rescore rows.json --hand-over refset --output suspects.txt

A row has three numbers of a pair's times: the first, the last, and how many. They do not show regularity, so no row is more than
"medium". They show which sleeps have such a mean, whether "high" comes from volume alone, how many hosts do the same, whether the pair
comes back on other days; and each row says what would settle it. Rows are checked against themselves; --arithmetic auto tells from them
how the console divides. Of an export of the improved query the improved rule is taken; --rule and --variant name another.
Printed times are read in --time-zone, the console's.
A search for events that fails is told at the end, with exit status 1, and the others go on; only a refused token or a console that
cannot be reached ends them.
The token of --qradar is in the environment variable QRADAR_TOKEN.
--families takes JSON, patterns of usual false alarms in place of our own: [{ "id": "updates", "name": "our update servers",
"networks": ["192.0.2.0/24"], "ports": [443], "leastSources": 5 }]; docs/qradar.md lists what a pattern may have.`;
