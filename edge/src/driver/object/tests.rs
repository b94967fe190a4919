//! A driver's object as a whole, over a store in memory and a manufacturer that keeps a record of
//! what it really did.

mod budgets;
mod callbacks;
mod connections;
mod events;
mod following;
mod histories;
mod monitors;
mod notifications;
mod notifications_cost;
mod rotations;
mod rules;
mod rules_fired;
mod rules_lost;
mod seen;
mod sending;
mod storage;
mod upstream;
mod world;
