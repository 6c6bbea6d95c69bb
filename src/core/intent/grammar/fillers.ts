/** Words that carry nothing, or say what all sentences say. */
export const FILLERS: ReadonlySet<string> = new Set(
  (
    'a an the of in on at from for to with by as and or nor but then than that which who are is was were be been it them these those this there here i we you me my our your please ' +
    'can could would will should like want need let get give show find select choose pick picks take list make see keep keeping look looking photo photos photograph photographs picture pictures pics pic ' +
    'shot shots image images frame frames one ones file files keeper keepers taken made shooting shoot camera lens qrate only just some also very really so any into export save use using have has had ' +
    'where when quality good nice time day days s t d re m ve each per'
  ).split(' '),
);
