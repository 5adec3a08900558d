import { type Api, ask } from "./api.js";
import { lifetime } from "./lifetime.js";
import { pathOf } from "./search.js";

const LONGEST = 5000;

/**
 * Cancels a search that still runs (`POST …?status=CANCELED`) and deletes it, within five seconds and as well as it goes: what fails
 * here would only hide what happened before. A search that stays behind expires after a day.
 */
export async function tidy(api: Api, id: string, isRunning: boolean): Promise<void> {
  const life = lifetime(undefined, LONGEST, "tidying up");
  const path = pathOf(id);
  try {
    if (isRunning) {
      await ask(api, { method: "POST", path: `${path}?status=CANCELED` }, life.signal).catch(
        () => {},
      );
    }
    await ask(api, { method: "DELETE", path }, life.signal);
  } catch {
    // It expires.
  } finally {
    life.end();
  }
}
