export { clientsOf } from "./clients.js";
export type { Cluster, ClusterType } from "./cluster.js";
export { clustersOf } from "./clusters.js";
export { type Intel, intelOf, parseIntel } from "./intel.js";
