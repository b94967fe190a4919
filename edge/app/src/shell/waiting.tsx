import { CardGrid } from "../parts/card";
import { Loading, Skeleton } from "../parts/skeleton";
import { Page } from "./page";

/** Before it is known who is logged in. */
export function Waiting() {
  return (
    <Page>
      <Loading>
        <Skeleton height="30px" width="180px" />
        <CardGrid>
          <Skeleton height="218px" />
          <Skeleton height="218px" />
          <Skeleton height="218px" />
        </CardGrid>
      </Loading>
    </Page>
  );
}
