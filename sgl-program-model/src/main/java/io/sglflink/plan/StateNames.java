package io.sglflink.plan;

import io.sglflink.program.ArgumentRef;
import io.sglflink.program.Expression;
import io.sglflink.program.ListExpression;
import io.sglflink.program.Literal;
import io.sglflink.program.LocalRef;
import io.sglflink.program.ObjectExpression;
import io.sglflink.program.Operation;
import io.sglflink.program.StateRead;
import io.sglflink.program.VariableRef;
import java.util.Collection;
import java.util.Set;

/** Collects the names of the other states that expressions read. */
final class StateNames implements Expression.Visitor<Void> {

  private final Set<String> names;

  StateNames(Set<String> names) {
    this.names = names;
  }

  @Override
  public Void literal(Literal expression) {
    return null;
  }

  @Override
  public Void argument(ArgumentRef expression) {
    return null;
  }

  @Override
  public Void variable(VariableRef expression) {
    return null;
  }

  @Override
  public Void local(LocalRef expression) {
    return null;
  }

  @Override
  public Void list(ListExpression expression) {
    return all(expression.items());
  }

  @Override
  public Void object(ObjectExpression expression) {
    return all(expression.fields().values());
  }

  @Override
  public Void operation(Operation expression) {
    return all(expression.operands());
  }

  @Override
  public Void state(StateRead expression) {
    if (expression.state() != null && expression.aspect() != StateRead.Aspect.SIZE) {
      names.add(expression.state().name());
    }
    return null;
  }

  private Void all(Collection<Expression> expressions) {
    expressions.forEach(each -> each.accept(this));
    return null;
  }
}
