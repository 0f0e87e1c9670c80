export { quantityOf, stepped, thousandths } from '@/ui/quantity';
