// A scorer of one's own: an object with an id and a function. This one looks at the hours of the night.
import { defaultScorers, score, tableFrom } from "beaconry";

const nightShare = {
  id: "night-share",
  score({ times }) {
    if (times.length < 8) return undefined; // too little to say anything
    const night = times.filter((time) => new Date(time).getUTCHours() < 6).length;
    return {
      id: "night-share",
      value: night / times.length,
      evidence: { night, of: times.length },
    };
  },
  explain: ({ night, of }) => `${night} of ${of} connections fall between midnight and six.`,
};

const table = tableFrom(
  Array.from({ length: 48 }, (_, i) => ({
    time: Date.UTC(2026, 10, 23) + i * 450_000,
    source: "10.1.2.3",
    destination: "203.0.113.9",
    port: 443,
  })),
);
const [finding] = score(table, { scorers: [...defaultScorers, nightShare] }).findings;
console.log(finding.explanation.join("\n"));
