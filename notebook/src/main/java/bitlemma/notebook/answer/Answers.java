package bitlemma.notebook.answer;

/** Shows answers as soon as they are known, in the order of what was asked; one call at a time. */
@FunctionalInterface
public interface Answers {
    void show(Answer answer);
}
