import { declareServing, onStart, runStartTasks } from "../start-up"

const start = () => runStartTasks({ hooks: "auto" })

// One after another: a process that serves does so to its end.
describe("a start for which Medusa has loaded no workflow hooks", () => {
  it("goes on in a process that serves nobody", () => {
    expect(start).not.toThrow()
  })

  it("is stopped in a process that serves", () => {
    declareServing()

    expect(start).toThrow(
      expect.objectContaining({
        type: "unexpected_state",
        message: expect.stringContaining("no offer would be redeemed"),
      })
    )
  })

  it("goes on once they are loaded", () => {
    const task = jest.fn()
    onStart(task)

    start()

    expect(task).toHaveBeenCalledWith({ hooks: "auto" })
  })
})
