import { Button, Heading, Input, Label, Text } from "@medusajs/ui"
import { useId, useState, type FormEvent } from "react"

import { useTexts } from "../../hooks/use-texts"
import { CustomerCheck } from "../check/customer-check"

/** Checks a customer whose e-mail address or id the operator enters. */
export function CheckForm() {
  const t = useTexts()
  const id = useId()
  const [text, setText] = useState("")
  const [asked, setAsked] = useState({ customer: "", time: 0 })
  const ask = (event: FormEvent) => {
    event.preventDefault()
    const customer = text.trim()
    if (customer) {
      setAsked(({ time }) => ({ customer, time: time + 1 }))
    }
  }

  return (
    <div className="flex flex-col gap-y-3 px-6 py-4">
      <div>
        <Heading level="h2">{t("check.title")}</Heading>
        <Text size="small" className="text-ui-fg-subtle text-pretty">
          {t("check.description")}
        </Text>
      </div>
      <form onSubmit={ask} className="flex flex-col gap-y-2">
        <Label htmlFor={id} size="small">
          {t("check.customer")}
        </Label>
        <div className="flex gap-x-2">
          <div className="flex-1">
            <Input
              id={id}
              size="small"
              autoComplete="off"
              value={text}
              onChange={({ target }) => setText(target.value)}
            />
          </div>
          <Button
            size="small"
            variant="secondary"
            type="submit"
            className="shrink-0"
          >
            {t("check.action")}
          </Button>
        </div>
      </form>
      {asked.time > 0 && <CustomerCheck {...asked} />}
    </div>
  )
}
