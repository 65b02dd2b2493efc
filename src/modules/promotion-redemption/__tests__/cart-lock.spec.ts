import { InMemoryLockingProvider } from "@medusajs/locking/dist/providers/in-memory"

import { ledgerSuite } from "./support/ledger-suite"
import { runJob } from "./support/run-job"

ledgerSuite("the lock of a cart", (ledger) => {
  const claimed = () =>
    ledger.insert({
      status: "claimed",
      run_id: "dead",
      lease_expires_at: ledger.fromNow(-1),
      next_attempt_at: ledger.fromNow(-1),
    })
  const runWith = (lock: (work: () => Promise<unknown>) => Promise<unknown>) =>
    runJob(ledger, new Map(), { lock })

  it("is waited for another time when somebody has it", async () => {
    const { id, cart_id } = await claimed()
    const locking = new InMemoryLockingProvider()
    await locking.acquire(cart_id, { ownerId: "completion" })

    await runWith((work) => locking.execute(cart_id, work, { timeout: 1 }))

    const kept = await ledger.row(id)
    expect(kept).toMatchObject({ status: "claimed", run_id: null })
    const seconds = await ledger.secondsUntil(kept.next_attempt_at)
    expect(seconds).toBeGreaterThan(1)
    expect(seconds).toBeLessThanOrEqual(10)
  })

  it.each([
    ["in time", "Timed-out acquiring lock."],
    ["at once", 'Failed to acquire lock for key "cart"'],
  ])("is somebody else's when it is not to be had %s", async (_, message) => {
    const { id } = await claimed()

    await runWith(() => Promise.reject(new Error(message)))

    expect(await ledger.row(id)).toMatchObject({
      status: "claimed",
      run_id: null,
    })
  })

  it("hides no failure of the locking module", async () => {
    const { id } = await claimed()

    await expect(
      runWith(() => Promise.reject(new Error("Connection is closed.")))
    ).rejects.toThrow("Connection is closed.")

    expect(await ledger.row(id)).toMatchObject({
      status: "claimed",
      run_id: "job",
    })
  })

  it("hides no failure of what is done under it, whatever it says", async () => {
    const { id } = await claimed()

    await expect(
      runWith(async (work) => {
        await work()
        throw new Error("Timed-out acquiring lock of another kind")
      })
    ).rejects.toThrow("Timed-out acquiring lock of another kind")

    expect(await ledger.row(id)).toMatchObject({ status: "linked" })
  })
})
