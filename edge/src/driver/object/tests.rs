//! A driver's object as a whole, over a store in memory and a manufacturer that keeps a record of
//! what it really did.

mod budgets;
mod callbacks;
mod connections;
mod events;
mod following;
mod forwarding;
mod forwarding_histories;
mod histories;
mod receiver;
mod sending;
mod storage;
mod upstream;
mod world;
