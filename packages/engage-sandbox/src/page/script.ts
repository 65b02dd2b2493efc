import type { SandboxCall } from "../call-log"
import type { SandboxClock, SandboxSnapshot } from "../control/sandbox-control"
import type { SandboxFaultRule } from "../faults"
import type { SandboxAssignment, SandboxContact } from "../types"

/**
 * The page's script. The browser gets this function's source text, so the function
 * must not use anything from outside. Data from callers is shown only as text nodes,
 * never as HTML.
 */
export function runPage(control: string): void {
  const POLL_MS = 1000
  const SHOWN_CALLS = 200
  const PRESETS: [string, SandboxFaultRule][] = [
    ["Away: 503 to every call", { type: "status", status: 503 }],
    ["Away: no connection", { type: "reset_before_save" }],
    [
      "Next redemption saved, no answer",
      { type: "reset_after_save", operation: "redeem", times: 1 },
    ],
    [
      "Next redemption answered after 10 s",
      { type: "delay_after_save", ms: 10_000, operation: "redeem", times: 1 },
    ],
    ["Wrong key", { type: "wrong_key" }],
    ["Lists fail", { type: "status", status: 503, operation: "list" }],
  ]

  const byId = <T extends HTMLElement>(id: string) =>
    document.getElementById(id) as T

  function element<K extends keyof HTMLElementTagNameMap>(
    tag: K,
    className: string,
    ...children: (Node | string)[]
  ): HTMLElementTagNameMap[K] {
    const made = document.createElement(tag)
    made.className = className
    made.append(...children)
    return made
  }

  /** `what` tells a screen reader which of many similar buttons this button is. */
  function button(label: string, what: string, onClick: () => Promise<void>) {
    const made = element("button", "", label)
    made.type = "button"
    made.dataset.key = `${label} ${what}`
    if (what) {
      made.setAttribute("aria-label", `${label}: ${what}`)
    }
    made.addEventListener("click", () => void attempt(onClick))
    return made
  }

  function say(text: string, failed = false) {
    const message = byId("message")
    message.textContent = text
    message.className = failed ? "bad" : ""
  }

  async function attempt(work: () => Promise<void>) {
    try {
      await work()
    } catch (error) {
      say(error instanceof Error ? error.message : String(error), true)
    }
    await refresh()
  }

  async function send<T>(
    method: string,
    path: string,
    body?: unknown
  ): Promise<T> {
    const response = await fetch(control + path, {
      method,
      ...(body !== undefined && {
        headers: { "content-type": "application/json" },
        body: JSON.stringify(body),
      }),
    })
    const text = await response.text()
    const answer = text ? JSON.parse(text) : null
    if (!response.ok) {
      throw new Error(
        answer?.message ?? `The sandbox answered ${response.status}.`
      )
    }
    return answer as T
  }

  function setFault(rule: SandboxFaultRule, done: string) {
    return attempt(async () => {
      await send("POST", "/faults", rule)
      say(done)
    })
  }

  /** Replaces an element's children, and restores the focus to the same button. */
  function fill(place: HTMLElement, children: Node[]) {
    const active = document.activeElement
    const key =
      active instanceof HTMLElement && place.contains(active)
        ? active.dataset.key
        : undefined
    place.replaceChildren(...children)
    if (key !== undefined) {
      const again = [...place.querySelectorAll<HTMLElement>("[data-key]")]
      again.find((one) => one.dataset.key === key)?.focus()
    }
  }

  function assignmentLine(contact: SandboxContact, one: SandboxAssignment) {
    const channels = one.redemptionChannels.map(
      ({ type, valueType, value }) =>
        `${type} ${valueType} ${typeof value === "string" ? value : JSON.stringify(value)}`
    )
    const name = one.heading || one.name || one.id
    const state = one.redeemed
      ? element("span", "bad", `redeemed ${one.redeemedOn ?? ""}`)
      : element("span", "good", "not redeemed")
    const until = one.expiresOn ? `, until ${one.expiresOn}` : ""
    const inStore = one.redemptionChannels.find(({ type }) => type !== "ECOM")
    const buttons = element("div", "row")
    if (!one.redeemed && inStore) {
      const channel = inStore.type
      buttons.append(
        button("Redeem in a store", name, async () => {
          await send("POST", "/redeem", { assignmentId: one.id, channel })
          say(`"${name}" is redeemed in a store.`)
        })
      )
    }
    if (!one.redeemed) {
      buttons.append(
        button("Online no more", name, async () => {
          await send(
            "POST",
            `/contacts/${encodeURIComponent(contact.contactId)}/assignments`,
            {
              ...one,
              redemptionChannels: [
                { ...one.redemptionChannels[0], type: "POS" },
              ],
            }
          )
          say(`"${name}" is valid in stores only.`)
        })
      )
    }
    buttons.append(
      button("Remove", name, async () => {
        await send("DELETE", `/assignments/${encodeURIComponent(one.id)}`)
        say(`"${name}" is removed.`)
      })
    )
    return element(
      "div",
      "assignment",
      element(
        "div",
        "",
        element("p", "", element("strong", "", name), " ", state, until),
        element("p", "id", channels.join("; ")),
        element("p", "id", element("code", "", one.id))
      ),
      buttons
    )
  }

  function contactBlock(contact: SandboxContact) {
    const { contactId, email, customKey, contactType, promotions } = contact
    const name = email ?? customKey ?? contactId
    const none = element("p", "id", "No assignments.")
    return element(
      "article",
      "",
      element(
        "header",
        "",
        element("h3", "", name),
        element(
          "span",
          "id",
          `${contactType ?? "Contact"} `,
          element("code", "", contactId)
        ),
        button("Remove", name, async () => {
          await send("DELETE", `/contacts/${encodeURIComponent(contactId)}`)
          say(`${name} is removed.`)
        })
      ),
      ...(promotions.length
        ? promotions.map((one) => assignmentLine(contact, one))
        : [none])
    )
  }

  function showContacts(contacts: SandboxContact[]) {
    fill(
      byId("contacts"),
      contacts.length
        ? contacts.map(contactBlock)
        : [element("p", "id", "There are no contacts.")]
    )
    const select = byId<HTMLFormElement>("add-offer").elements.namedItem(
      "contactId"
    ) as HTMLSelectElement
    const chosen = select.value
    select.replaceChildren(
      ...contacts.map(({ contactId, email, customKey }) => {
        const option = element("option", "", email ?? customKey ?? contactId)
        option.value = contactId
        option.selected = contactId === chosen
        return option
      })
    )
  }

  function showFaults(faults: SandboxSnapshot["faults"]) {
    fill(
      byId("faults"),
      faults.length
        ? faults.map(({ id, ...fault }) => {
            const text = JSON.stringify(fault)
            return element(
              "li",
              "",
              element("code", "", text),
              button("Clear", text, async () => {
                await send("DELETE", `/faults/${encodeURIComponent(id)}`)
                say("The fault is cleared.")
              })
            )
          })
        : [element("li", "id", "None: Engage answers as documented.")]
    )
  }

  function callLine(call: SandboxCall) {
    const { status, saved, channel, faults, durationMs } = call
    const result =
      durationMs === null
        ? "under way"
        : `${status ?? "no answer"}${saved ? ", saved" : ""}, ${durationMs} ms`
    const good = status !== null && status < 400
    const line = element(
      "summary",
      "",
      element("span", "id", call.time.slice(11, 19)),
      element("code", "", `${call.method} ${call.path} ${channel ?? ""}`),
      element("span", durationMs !== null && !good ? "bad" : "", result)
    )
    const body = (value: unknown) =>
      element(
        "pre",
        "",
        value === null ? "none" : JSON.stringify(value, null, 2)
      )
    return element(
      "details",
      "",
      line,
      ...(faults.length
        ? [element("p", "id", `Fault: ${faults.join(", ")}`)]
        : []),
      element("p", "id", "Sent"),
      body(call.requestBody),
      element("p", "id", "Answered"),
      body(call.answerBody)
    )
  }

  /** The lines of the shown calls, by sequence, and what is in them. */
  const lines = new Map<number, { item: HTMLLIElement; text: string }>()
  /** Lines up to this sequence do not change any more. */
  let settled = 0

  function showCalls(calls: SandboxCall[]) {
    const list = byId("calls")
    for (const call of calls) {
      const text = JSON.stringify(call)
      const shown = lines.get(call.sequence)
      if (shown?.text === text) {
        // A line that is replaced loses the click or the selection in it.
        continue
      }
      const line = callLine(call)
      if (shown) {
        line.open = shown.item.querySelector("details")?.open ?? false
        shown.item.replaceChildren(line)
        shown.text = text
      } else {
        const item = element("li", "", line)
        lines.set(call.sequence, { item, text })
        list.prepend(item)
      }
    }
    const underWay = calls.find(({ durationMs }) => durationMs === null)
    const last = calls.at(-1)
    settled = underWay ? underWay.sequence - 1 : (last?.sequence ?? settled)
    for (const sequence of [...lines.keys()].slice(0, -SHOWN_CALLS)) {
      lines.get(sequence)?.item.remove()
      lines.delete(sequence)
    }
    byId("no-calls").hidden = lines.size > 0
  }

  function forgetCalls() {
    lines.clear()
    byId("calls").replaceChildren()
  }

  let shownContacts = ""
  let shownFaults = ""

  async function refresh() {
    const message = byId("message")
    const wasAway = message.dataset.away !== undefined
    if (wasAway) {
      // A sandbox that was started anew counts its calls from 1 again.
      settled = 0
    }
    try {
      const [state, { clock }, { calls }] = await Promise.all([
        send<SandboxSnapshot>("GET", "/state"),
        send<{ clock: SandboxClock }>("GET", "/clock"),
        send<{ calls: SandboxCall[] }>("GET", `/calls?since=${settled}`),
      ])
      const contacts = JSON.stringify(state.contacts)
      if (contacts !== shownContacts) {
        shownContacts = contacts
        showContacts(state.contacts)
      }
      const faults = JSON.stringify(state.faults)
      if (faults !== shownFaults) {
        shownFaults = faults
        showFaults(state.faults)
      }
      const { now, movedByMs } = clock
      const time = byId<HTMLTimeElement>("clock")
      time.dateTime = now
      time.textContent = now.slice(0, 19).replace("T", " ") + " UTC"
      const hours = Math.round(movedByMs / 36_000) / 100
      byId("moved").textContent = movedByMs ? `(moved by ${hours} h)` : ""
      if (wasAway) {
        delete message.dataset.away
        say("")
        forgetCalls()
      }
      showCalls(calls)
    } catch {
      message.dataset.away = "yes"
      say("The sandbox does not answer.", true)
    }
  }

  byId("address").textContent = location.origin + control
  byId("presets").append(
    ...PRESETS.map(([label, rule]) =>
      button(label, "", () => setFault(rule, `Set: ${label}.`))
    ),
    button("Clear all faults", "", async () => {
      await send("DELETE", "/faults")
      say("No fault is set.")
    })
  )
  byId("refuse").addEventListener("click", () => {
    const code = byId<HTMLSelectElement>("code").value
    const rule = { type: "refuse", code, operation: "redeem", times: 1 }
    void setFault(
      rule as SandboxFaultRule,
      `The next redemption is refused with ${code}.`
    )
  })
  for (const mover of document.querySelectorAll<HTMLElement>("[data-move]")) {
    mover.addEventListener("click", () => {
      void attempt(async () => {
        await send("POST", "/clock", { [mover.dataset.move!]: 1 })
        say("The clock is moved.")
      })
    })
  }
  byId("back").addEventListener("click", () => {
    void attempt(async () => {
      await send("DELETE", "/clock")
      say("The clock shows the real time.")
    })
  })
  byId("reset").addEventListener("click", () => {
    void attempt(async () => {
      await send("POST", "/reset")
      forgetCalls()
      say("Everything is as at the start.")
    })
  })
  byId<HTMLInputElement>("load").addEventListener("change", ({ target }) => {
    const input = target as HTMLInputElement
    void attempt(async () => {
      const file = input.files?.[0]
      if (file) {
        const text = await file.text()
        input.value = ""
        await send("POST", "/load", JSON.parse(text))
        say(`${file.name} is loaded.`)
      }
    })
  })
  byId("clear-calls").addEventListener("click", () => {
    void attempt(async () => {
      await send("DELETE", "/calls")
      forgetCalls()
      say("The calls are forgotten.")
    })
  })
  byId("add-contact").addEventListener("submit", (event) => {
    event.preventDefault()
    const form = event.target as HTMLFormElement
    void attempt(async () => {
      const email = new FormData(form).get("email")
      await send("POST", "/contacts", { email })
      form.reset()
      say(`${email} is a contact.`)
    })
  })
  /** @throws Error that says how the value of this type is written. */
  function valueOf(valueType: string, text: string) {
    if (valueType === "EXTERNALOFFER") {
      return text
    }
    const [, number, currency] =
      /^(\d+(?:[.,]\d+)?)\s*([a-z]{3}|%)?$/i.exec(text) ?? []
    const amount = Number(number?.replace(",", "."))
    if (valueType === "PERCENT") {
      if (!number || (currency && currency !== "%")) {
        throw new Error("PERCENT needs a number, such as 20.")
      }
      return amount
    }
    if (!number || !currency || currency === "%") {
      throw new Error("MONEY needs an amount and a currency, such as 100 SEK.")
    }
    return { amount, currency }
  }

  byId("add-offer").addEventListener("submit", (event) => {
    event.preventDefault()
    const fields = new FormData(event.target as HTMLFormElement)
    const text = (name: string) => String(fields.get(name))
    const valueType = text("valueType")
    void attempt(async () => {
      const value = valueOf(valueType, text("value").trim())
      await send(
        "POST",
        `/contacts/${encodeURIComponent(text("contactId"))}/assignments`,
        {
          name: text("heading"),
          heading: text("heading"),
          redemptionChannels: ["ECOM", "POS"].map((type) => ({
            type,
            valueType,
            value,
          })),
        }
      )
      say(`"${text("heading")}" is assigned.`)
    })
  })
  void refresh()
  setInterval(() => void refresh(), POLL_MS)
}
