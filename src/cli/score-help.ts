/** What `score --help` says below the options. */
export const SCORE_HELP: string = `
Examples:
  beaconry score conn.log                              ranked findings, as a table on a terminal
  beaconry score /var/log/zeek/2026-11-23 --top 10     a folder of Zeek logs, gzip and all
  beaconry score events.json --format csv --output findings.csv
  zcat proxy.csv.gz | beaconry score - --csv-columns time=when,source=client,destination=server,port=p
  beaconry score conn.log --hours 24 --end 2026-11-24T08:00:00 --time-zone Europe/Berlin
  beaconry score conn.log ssl.log --key host           a host behind many addresses is one
  beaconry score conn.log --allow known.txt --fail-on high   exit status 4 when something is left
  beaconry score events.json --rows rows.json          exported rows and their events in one report
  beaconry score conn.log --hand-over refset           addresses for a reference set of the SIEM

A score says how much a pair behaves like a program on a schedule, not that it is malicious.
Every finding names the numbers it rests on, and what the reference query says of the same pair.
--allow leaves out a pair whose destination, or each host it was reached as, is on the list.
--key host scores the connections of a source to a host as one, so that a beacon that goes round many addresses is one; those without
a host go by their pair. A group is a finding where its evidence is at least as strong as that of each pair it has connections of, or of
what other findings left of that pair; else the pairs are findings by themselves.
--intel takes lines such as "t13d1516h2_0123456789ab_cdef01234567 our red team"; a fingerprint is a hint, never a proof.
"chance" is one in how many pairs without a schedule is as regular; docs/scoring.md tells how it is known.
A profile is JSON with "name", "prior" (the odds before anything is known), "weights" and "context" (ids of scorers that a
critical finding needs), such as { "weights": { "persistence": 0, "prevalence": { "against": 2, "for": 0 } } }. A weight is the
powers of ten by which a scorer moves the odds, a number for both sides; what is left out is the default's.
--profile timing goes by the chance alone.`;
