export { QuickActions } from "./quick_actions";
