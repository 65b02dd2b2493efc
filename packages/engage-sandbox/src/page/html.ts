import { version } from "../../package.json"
import { CONTROL_PATH } from "../control/control-routes"
import { type ENGAGE_ERRORS } from "../engage-errors"
import { runPage } from "./script"
import { PAGE_STYLE } from "./style"

/** Codes with which Engage refuses a redemption. */
const REFUSALS = [
  "PromotionNotValidForRedemptionChannel",
  "PromotionAlreadyRedeemed",
  "PromotionNotFound",
  "PromotionNotAssociatedWithContact",
  "PromotionExpired",
] as const satisfies (keyof typeof ENGAGE_ERRORS)[]

/** The HTML has no data from callers: the script adds their data as text. */
export function pageHtml(nonce: string): string {
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Engage sandbox</title>
<link rel="icon" href="data:,">
<style nonce="${nonce}">${PAGE_STYLE}</style>
</head>
<body>
<header>
  <h1>Engage sandbox <small>${version}</small></h1>
  <p>The control address is <code id="address">${CONTROL_PATH}</code>.</p>
  <p id="message" role="status"></p>
</header>
<main>
<section aria-labelledby="faults-title">
  <h2 id="faults-title">Faults</h2>
  <div class="row">
    <label>The next redemption is refused with
      <select id="code">${REFUSALS.map((code) => `<option>${code}</option>`).join("")}</select>
    </label>
    <button id="refuse">Refuse</button>
  </div>
  <div class="row" id="presets"></div>
  <h3>Set now</h3>
  <ul id="faults" class="lines"></ul>
</section>
<section aria-labelledby="clock-title">
  <h2 id="clock-title">Clock</h2>
  <p><time id="clock"></time> <span id="moved"></span></p>
  <div class="row">
    <button data-move="hours">1 hour on</button>
    <button data-move="days">1 day on</button>
    <button id="back">Back to the real time</button>
  </div>
  <h2>State</h2>
  <div class="row">
    <a class="button" href="${CONTROL_PATH}/state" download="engage.json">Save as a file</a>
    <label class="button">Load a file <input id="load" type="file" accept=".json,application/json"></label>
    <button id="reset">Back to the start</button>
  </div>
</section>
<section aria-labelledby="contacts-title" class="wide">
  <h2 id="contacts-title">Contacts and assignments</h2>
  <div id="contacts"></div>
  <div class="forms">
    <form id="add-contact">
      <h3>Add a contact</h3>
      <label>E-mail <input name="email" type="email" required></label>
      <button>Add</button>
    </form>
    <form id="add-offer">
      <h3>Assign an offer</h3>
      <label>To <select name="contactId" required></select></label>
      <label>Heading <input name="heading" required value="An offer for you"></label>
      <label>Type
        <select name="valueType"><option>EXTERNALOFFER</option><option>PERCENT</option><option>MONEY</option></select>
      </label>
      <label>Value <input name="value" required value="10056" aria-describedby="value-help"></label>
      <p id="value-help">EXTERNALOFFER: the code in the shop. PERCENT: a number. MONEY: such as 100 SEK.</p>
      <button>Assign</button>
    </form>
  </div>
</section>
<section aria-labelledby="calls-title" class="wide">
  <h2 id="calls-title">Calls</h2>
  <div class="row"><button id="clear-calls">Forget the calls so far</button></div>
  <p id="no-calls">No call has arrived yet.</p>
  <ol id="calls" reversed></ol>
</section>
</main>
<script nonce="${nonce}">(${runPage.toString()})(${JSON.stringify(CONTROL_PATH)})</script>
</body>
</html>
`
}
