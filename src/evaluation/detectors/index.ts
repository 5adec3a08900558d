export { baselineDetector } from "./baseline-detector.js";
export { type Detected, type Detector, plainly, SILENT, valuesOf } from "./detector.js";
export { BEACONRY, baselineDetectors, baselinesNamed, detectorsWith } from "./named.js";
export { profileDetector } from "./profile-detector.js";
export { referenceDetector } from "./reference-detector.js";
export { scorerDetector } from "./scorer-detector.js";
