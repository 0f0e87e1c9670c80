export { Counter } from '@/ui/Counter';
