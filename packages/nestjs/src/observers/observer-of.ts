import type { ModelClass, Observer } from "@chakra-orm/core";
import { Injectable } from "@nestjs/common";
import { placeOf } from "../inject/tokens.js";

/** What an observer observes. */
export interface Observed {
  readonly model: ModelClass<object>;
  readonly database: string;
}

const observed = new WeakMap<object, Observed>();

/**
 * Makes a provider an observer of a model: its methods with the names of hooks are called with the record, and it is made
 * by Nest, so it can be given whatever it needs. It hears of what is written on the databases of its own app, after the
 * hooks of the class. List it among the `providers` of a module. A provider of a request's scope is refused, since a
 * record is written without one.
 */
export function ObserverOf<M extends object>(
  model: (new (attributes?: never) => M) & ModelClass<object>,
  name?: string,
): <C extends new (...given: never[]) => Observer<M>>(target: C) => void {
  const place = placeOf(model, name);
  return (target) => {
    observed.set(target, place);
    Injectable()(target);
  };
}

/** What a class observes, if anything. */
export function observedBy(target: unknown): Observed | undefined {
  return typeof target === "function" ? observed.get(target) : undefined;
}
