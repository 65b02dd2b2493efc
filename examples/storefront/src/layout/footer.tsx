import { Container, Text } from "@mantine/core"

import classes from "./footer.module.css"

/** The end of every page. */
export function Footer() {
  return (
    <footer className={classes.footer}>
      <Container size="lg" className={classes.inner}>
        <Text size="sm" fw={600}>
          Norrsken Outdoor
        </Text>
        <Text size="sm">
          Storgatan 1, Kiruna. An example shop: nothing is sent, and nothing is
          charged.
        </Text>
      </Container>
    </footer>
  )
}
